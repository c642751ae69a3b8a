//! The addresses of the service, and what is done at each.

use crate::answer::{self, Wanted, parameter};
use crate::args::Args;
use crate::body;
use crate::check::Checker;
use crate::figures;
use crate::pages::{self, Page, Pages};
use crate::problem::Problem;
use crate::rate::Rate;
use crate::store::{Store, StoreError};
use axum::Router;
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{get, post};
use chrono::NaiveDate;
use maud::html;
use spro::campaign::Campaign;
use spro::report;
use spro::rulebook::Rulebook;
use spro::template;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// What all requests share.
#[derive(Debug)]
pub struct Service {
    checker: Checker,
    store: Mutex<Store>,
    /// The campaign of what is kept, with the number of the last submission in it.
    campaign: Mutex<Option<(i64, Arc<Campaign>)>>,
    posts: Mutex<Rate>,
    reads: Mutex<Rate>,
    pages: Pages,
    max_bytes: usize,
    behind_proxy: bool,
    started: Instant,
}

impl Service {
    /// A service over this database.
    pub fn new(args: &Args, rulebook: &'static Rulebook, store: Store, pages: Pages) -> Self {
        Self {
            checker: Checker::new(rulebook),
            store: Mutex::new(store),
            campaign: Mutex::new(None),
            posts: Mutex::new(Rate::per_hour(args.posts_per_hour)),
            reads: Mutex::new(Rate::per_hour(args.reads_per_hour)),
            pages,
            max_bytes: args.max_bytes,
            behind_proxy: args.behind_proxy,
            started: Instant::now(),
        }
    }

    /// The addresses.
    pub fn routes(self) -> Router {
        Router::new()
            .route("/retours", post(take))
            .route("/retours/{id}", get(kept))
            .route("/rapport", get(report_page))
            .route("/rapport.json", get(evaluation))
            .route("/indicateurs.json", get(indicators))
            .route("/service.css", get(async || answer::style()))
            // Browsers ask for an icon by themselves.
            .route("/favicon.ico", get(async || answer::json(StatusCode::NO_CONTENT, "")))
            .fallback(get(static_page).post(take_from_page))
            .method_not_allowed_fallback(wrong_method)
            .with_state(Arc::new(self))
    }

    /// Takes one request from the allowance of whoever asks.
    fn admit(&self, rate: &Mutex<Rate>, peer: SocketAddr, headers: &HeaderMap) -> Result<(), Problem> {
        let address = self.address(peer, headers);
        let taken = lock(rate).take(address, self.started.elapsed());
        taken.map_err(|wait| {
            let seconds = wait.as_secs() + 1;
            Problem::new(
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-requests",
                format!("Trop de demandes de cette adresse. Réessayez dans {seconds} secondes."),
                format!("Too many requests from this address. Try again in {seconds} seconds."),
            )
            .after(seconds)
        })
    }

    fn address(&self, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
        let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
        let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        last.filter(|_| self.behind_proxy).unwrap_or(peer.ip())
    }

    /// The campaign of all that counts now; made again where something came since.
    fn campaign(&self) -> Result<Arc<Campaign>, StoreError> {
        let mut held = lock(&self.campaign);
        let store = lock(&self.store);
        let last = store.last()?;
        if let Some((of, campaign)) = &*held
            && *of == last
        {
            return Ok(Arc::clone(campaign));
        }
        let campaign = Arc::new(figures::campaign(&store, self.checker.rulebook())?);
        *held = Some((last, Arc::clone(&campaign)));
        Ok(campaign)
    }
}

/// A panic elsewhere leaves nothing half done in what these locks guard: transactions are rolled back.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs what computes or waits for the disk away from the threads that talk to the network.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(Problem::internal(error)))
}

type Shared = State<Arc<Service>>;
type Peer = ConnectInfo<SocketAddr>;

/// Takes a submission: answers 201 when it is on the disk, and only then.
async fn take(State(service): Shared, ConnectInfo(peer): Peer, request: Request) -> Response {
    let wanted = Wanted::new(request.headers(), request.uri());
    let taken = async {
        service.admit(&service.posts, peer, request.headers())?;
        let posted = body::read(request, service.max_bytes).await?;
        apart(move || {
            let checked = service.checker.check(&posted, wanted.lang)?;
            let added = lock(&service.store).add(&checked).map_err(Problem::internal)?;
            answer::receipt(&added, &checked, wanted)
        })
        .await
    };
    taken.await.unwrap_or_else(|problem| answer::refusal(&problem, wanted))
}

/// Pages that are served here may send their form to any address beside them, as `<form action="post">` does.
async fn take_from_page(service: Shared, peer: Peer, request: Request) -> Response {
    if service.0.pages.cover(request.uri().path()) {
        return take(service, peer, request).await;
    }
    answer::refusal(&Problem::not_found(), Wanted::new(request.headers(), request.uri()))
}

/// Answers a question about what is kept.
async fn read(
    service: Arc<Service>,
    peer: SocketAddr,
    headers: HeaderMap,
    uri: &Uri,
    work: impl FnOnce(&Service, Wanted) -> Result<Response, Problem> + Send + 'static,
) -> Response {
    let wanted = Wanted::new(&headers, uri);
    let done = async {
        service.admit(&service.reads, peer, &headers)?;
        apart(move || work(&service, wanted)).await
    };
    done.await.unwrap_or_else(|problem| answer::refusal(&problem, wanted))
}

async fn kept(
    State(service): Shared,
    ConnectInfo(peer): Peer,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let work = move |service: &Service, _| {
        let id = id.parse().map_err(|_| Problem::not_found())?;
        let kept = lock(&service.store).get(id).map_err(Problem::internal)?;
        let kept = kept.ok_or_else(Problem::not_found)?;
        Ok(answer::json(StatusCode::OK, serde_json::to_string(&kept).map_err(Problem::internal)?))
    };
    read(service, peer, headers, &uri, work).await
}

async fn report_page(
    State(service): Shared,
    ConnectInfo(peer): Peer,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let day = as_of(&uri);
    let work = move |service: &Service, wanted: Wanted| {
        let campaign = service.campaign().map_err(Problem::internal)?;
        let page = figures::page(&campaign, service.checker.rulebook(), day?, wanted.lang);
        let policy = format!("{}; frame-ancestors 'none'", report::html::policy());
        Ok(answer::response(StatusCode::OK, "text/html; charset=utf-8", &policy, page))
    };
    read(service, peer, headers, &uri, work).await
}

async fn evaluation(
    State(service): Shared,
    ConnectInfo(peer): Peer,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let day = as_of(&uri);
    let work = move |service: &Service, wanted: Wanted| {
        let campaign = service.campaign().map_err(Problem::internal)?;
        let body = figures::evaluation(&campaign, service.checker.rulebook(), day?, wanted.lang)?;
        Ok(answer::json(StatusCode::OK, body))
    };
    read(service, peer, headers, &uri, work).await
}

async fn indicators(
    State(service): Shared,
    ConnectInfo(peer): Peer,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let level = parameter(&uri, "per").unwrap_or_else(|| "reseau,annee".to_owned());
    let work = move |service: &Service, _| {
        let campaign = service.campaign().map_err(Problem::internal)?;
        let body = figures::indicators(&campaign, service.checker.rulebook(), &level)?;
        Ok(answer::json(StatusCode::OK, body))
    };
    read(service, peer, headers, &uri, work).await
}

/// The day of the report: the engine has no clock, and neither has the report where no day is named.
fn as_of(uri: &Uri) -> Result<Option<NaiveDate>, Problem> {
    let Some(typed) = parameter(uri, "as_of") else { return Ok(None) };
    typed.parse().map(Some).map_err(|_| {
        Problem::unprocessable(
            "bad-day",
            format!("« {typed} » n’est pas un jour. Écrivez par exemple as_of=2017-12-31."),
            format!("“{typed}” is no day. Write for example as_of=2017-12-31."),
        )
    })
}

async fn static_page(State(service): Shared, headers: HeaderMap, uri: Uri) -> Response {
    let wanted = Wanted::new(&headers, &uri);
    let path = uri.path().to_owned();
    let found = apart(move || match service.pages.find(&path) {
        Some(Page::File(bytes, kind)) => Ok(answer::response(StatusCode::OK, kind, pages::POLICY, bytes)),
        Some(Page::Folder) => {
            let mut response = answer::json(StatusCode::PERMANENT_REDIRECT, "");
            let to = HeaderValue::from_str(&format!("{path}/")).map_err(Problem::internal)?;
            response.headers_mut().insert(header::LOCATION, to);
            Ok(response)
        }
        None if path == "/" => Ok(home(wanted)),
        // Whoever has no script fills in a workbook instead.
        None if path.ends_with("/modele.xlsx") => {
            let rulebook = service.checker.rulebook();
            let dated = (0..).zip(rulebook.tables()).filter(|(_, table)| table.years.is_some());
            let tables: Vec<u16> = dated.map(|(position, _)| position).collect();
            let book = template::workbook(rulebook, &tables, wanted.lang).map_err(Problem::internal)?;
            Ok(answer::response(StatusCode::OK, pages::WORKBOOK, pages::POLICY, book))
        }
        None => Err(Problem::not_found()),
    });
    found.await.unwrap_or_else(|problem| answer::refusal(&problem, wanted))
}

fn home(wanted: Wanted) -> Response {
    let content = html! {
        p { "Les formulaires sont envoyés à l’adresse " code { "/retours" } "." }
        ul {
            li { a href="/modele.xlsx" { "Classeur à remplir" } }
            li { a href="/rapport" { "Rapport" } }
            li { a href="/rapport.json" { "Rapport en JSON" } }
            li { a href="/indicateurs.json" { "Indicateurs en JSON" } }
        }
    };
    answer::page(
        StatusCode::OK,
        Wanted { lang: spro::value::Lang::Fr, ..wanted },
        "Retours des réseaux",
        &content,
    )
}

async fn wrong_method(headers: HeaderMap, uri: Uri) -> Response {
    let problem = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "Cette adresse ne répond pas à ce genre de demande. Envoyez les formulaires par POST à /retours.",
        "This address does not answer this kind of request. Send forms by POST to /retours.",
    );
    answer::refusal(&problem, Wanted::new(&headers, &uri))
}
