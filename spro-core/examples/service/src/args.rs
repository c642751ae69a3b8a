//! The command line.

use clap::Parser;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Reçoit les tableaux de bord des réseaux, les vérifie, les garde et en rend compte
#[derive(Debug, Parser)]
#[command(name = "spro-service", version, disable_help_subcommand = true)]
pub struct Args {
    /// Base de données ; elle est créée si elle n'existe pas
    #[arg(long, value_name = "FICHIER", default_value = "retours.sqlite")]
    pub database: PathBuf,
    /// Adresse et port d'écoute ; le port 0 en prend un qui est libre
    #[arg(long, value_name = "ADRESSE", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Dossier de pages à servir, à la racine ou sous un chemin : /demo=pages/demo
    #[arg(long, value_name = "[CHEMIN=]DOSSIER")]
    pub pages: Vec<String>,
    /// Référentiel (fichier TOML) ; sans lui, celui du Centre-Val de Loire
    #[arg(long, value_name = "FICHIER")]
    pub rulebook: Option<PathBuf>,
    /// Taille la plus grande d'un envoi, en octets
    #[arg(long, value_name = "NOMBRE", default_value_t = 1 << 20)]
    pub max_bytes: usize,
    /// Envois acceptés d'une même adresse en une heure
    #[arg(long, value_name = "NOMBRE", default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..))]
    pub posts_per_hour: u32,
    /// Lectures de rapports acceptées d'une même adresse en une heure
    #[arg(long, value_name = "NOMBRE", default_value_t = 1_200, value_parser = clap::value_parser!(u32).range(1..))]
    pub reads_per_hour: u32,
    /// L'adresse du visiteur est la dernière que le serveur mandataire écrit dans X-Forwarded-For
    #[arg(long)]
    pub behind_proxy: bool,
}
