//! Writes the match from an operation's name to its typed call, so that a new operation needs no line here.
use std::{env, fs, path::Path};

fn main() {
    let bundle = env::var("CONTRACT_BUNDLE").expect("CONTRACT_BUNDLE names the bundle, openapi.json");
    println!("cargo:rerun-if-env-changed=CONTRACT_BUNDLE");
    println!("cargo:rerun-if-changed={bundle}");
    let contract: serde_json::Value = serde_json::from_str(&fs::read_to_string(&bundle).unwrap()).unwrap();
    let mut arms = String::new();
    for path in contract["paths"].as_object().unwrap().values() {
        let operation = &path["post"];
        let id = operation["operationId"].as_str().unwrap();
        let tag = operation["tags"][0].as_str().unwrap();
        arms += &format!(
            "{id:?} => answer(chat::apis::{tag}_api::{id}(&configuration, random, chat::models::BodyFormat::Json, serde_json::from_value(arguments)?).await),\n"
        );
    }
    let dispatch = format!("match operation.as_str() {{ {arms} other => Err(format!(\"no operation {{other}}\").into()) }}");
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("dispatch.rs"), dispatch).unwrap();
}
