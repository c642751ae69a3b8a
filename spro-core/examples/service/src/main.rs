//! What a regional service that links the engine looks like: it takes the tables that forms post, checks them again with
//! the same rulebook, keeps them, and reports on all that was kept. How to run it stands in `docs/service.md`.
#![forbid(unsafe_code)]

mod answer;
mod args;
mod body;
mod check;
mod figures;
mod pages;
mod problem;
mod rate;
mod server;
mod store;

use args::Args;
use clap::Parser;
use pages::Pages;
use server::Service;
use spro::rulebook::Rulebook;
use spro::value::Lang;
use std::net::SocketAddr;
use std::process::ExitCode;
use store::Store;

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("erreur : {why}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let rulebook = rulebook(args)?;
    let store = Store::open(&args.database, rulebook)
        .map_err(|error| format!("« {} » : {error}.", args.database.display()))?;
    let pages = Pages::new(&args.pages).map_err(|error| format!("dossier de pages : {error}."))?;
    let service = Service::new(args, rulebook, store, pages);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(args.listen)
            .await
            .map_err(|error| format!("l’adresse {} ne peut pas être prise : {error}.", args.listen))?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        println!("Service à l’écoute : http://{address}");
        let service = service.routes().into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).await.map_err(|error| error.to_string())
    })
}

/// The rulebook lives as long as the process.
fn rulebook(args: &Args) -> Result<&'static Rulebook, String> {
    match &args.rulebook {
        None => Ok(Rulebook::built_in()),
        Some(path) => {
            Rulebook::load(path).map(|r| &*Box::leak(Box::new(r))).map_err(|errors| errors.report(Lang::Fr))
        }
    }
}
