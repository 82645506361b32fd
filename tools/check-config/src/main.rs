//! Checks the `latchkey.json` that the argument names: `make check-config FILE=path`.
//!
//! Exits with 0 if the file has no mistakes, with 1 if it has or cannot be read, with 2 without an argument.
//! With `--origins` before the name, prints the origins of direct connections, one a line, if there are no
//! mistakes (deploy/static/headers.sh).

use std::{env, ffi::OsString, fs, io, process::ExitCode};

use latchkey_check_config::{check, origins};

fn main() -> ExitCode {
    let mut arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let wants_origins = arguments.first().is_some_and(|first| first == "--origins");
    if wants_origins {
        arguments.remove(0);
    }
    let path = match &arguments[..] {
        [path] if !path.is_empty() => path,
        _ => {
            eprintln!("Which file? make check-config FILE=path/to/latchkey.json");
            return ExitCode::from(2);
        }
    };
    let name = path.display().to_string();
    match fs::read(path) {
        Ok(bytes) => {
            let report = check(&name, &bytes);
            if wants_origins && report.is_correct {
                for origin in origins(&bytes) {
                    println!("{origin}");
                }
            } else {
                println!("{}", report.text);
            }
            ExitCode::from(u8::from(!report.is_correct))
        }
        Err(error) => {
            println!("{name} cannot be read: {}.", reason(&error));
            ExitCode::FAILURE
        }
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "this user is not allowed to".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
