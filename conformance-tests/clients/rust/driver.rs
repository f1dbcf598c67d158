//! Runs conformance cases on the stock Rust client: JSON lines in, JSON lines out.
mod usersig;

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};

/// An answer that is none: another HTTP status than 200. The stock client takes 201 and redirects for success.
#[derive(Debug, thiserror::Error)]
#[error("HTTP status {0}")]
struct Status(u16);

#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct NotText(#[from] std::str::Utf8Error);

/// Adds each of the three keys with its own value, for the generated code has room for one value only;
/// hands over nothing but answers, and those as the JSON that they are.
struct Signing {
    sdkappid: u64,
    identifier: String,
    key: String,
}

#[async_trait::async_trait]
impl reqwest_middleware::Middleware for Signing {
    async fn handle(
        &self,
        mut request: reqwest::Request,
        extensions: &mut http::Extensions,
        next: reqwest_middleware::Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        let sig = usersig::generate(self.sdkappid, &self.identifier, now, 86400, &self.key);
        request
            .url_mut()
            .query_pairs_mut()
            .append_pair("sdkappid", &self.sdkappid.to_string())
            .append_pair("identifier", &self.identifier)
            .append_pair("usersig", &sig);
        let answer = next.run(request, extensions).await?;
        if answer.status() != 200 {
            return Err(reqwest_middleware::Error::middleware(Status(answer.status().as_u16())));
        }
        let body = answer.bytes().await?;
        std::str::from_utf8(&body).map_err(|e| reqwest_middleware::Error::middleware(NotText(e)))?;
        let json = http::Response::builder().header("Content-Type", "application/json").body(body);
        Ok(json.expect("two constants").into())
    }
}

type Failure = Box<dyn Error + Send + Sync>;

fn answer<T: serde::Serialize, E: std::fmt::Debug>(result: Result<T, chat::apis::Error<E>>) -> Result<Value, Failure> {
    use chat::apis::Error::*;
    match result {
        Ok(value) => {
            let value = serde_json::to_value(value)?;
            let code = value["ErrorCode"].as_i64();
            let ok = value["ActionStatus"] == "OK" && code == Some(0);
            Ok(if ok { json!({"kind": "ok", "value": value}) } else { json!({"kind": "api-error", "code": code, "info": value["ErrorInfo"].as_str().unwrap_or(""), "value": value}) })
        }
        Err(ReqwestMiddleware(reqwest_middleware::Error::Middleware(e))) => Ok(match e.downcast_ref::<Status>() {
            Some(status) => json!({"kind": "http-error", "status": status.0}),
            None => json!({"kind": "decode-error", "message": e.to_string()}),
        }),
        // The text of an error shows the URL, and with it the signature, unless told otherwise.
        Err(ReqwestMiddleware(reqwest_middleware::Error::Reqwest(e))) => {
            Ok(json!({"kind": "transport-error", "message": e.without_url().to_string()}))
        }
        Err(Reqwest(e)) => Ok(json!({"kind": "transport-error", "message": e.without_url().to_string()})),
        Err(e) => Ok(json!({"kind": "decode-error", "message": e.to_string()})),
    }
}

async fn call(http: reqwest::Client, case: &Value) -> Result<Value, Failure> {
    let who = &case["credentials"];
    let signing = Signing {
        sdkappid: who["sdkappid"].as_u64().ok_or("sdkappid is not a number")?,
        identifier: who["identifier"].as_str().ok_or("identifier is not text")?.into(),
        key: who["secretKey"].as_str().ok_or("secretKey is not text")?.into(),
    };
    let configuration = chat::apis::configuration::Configuration {
        base_path: case["baseUrl"].as_str().ok_or("baseUrl is not text")?.into(),
        client: reqwest_middleware::ClientBuilder::new(http).with(signing).build(),
        ..Default::default()
    };
    let random = i64::from(rand::random::<u32>());
    let arguments = case["arguments"].clone();
    let operation = case["operation"].as_str().ok_or("operation is not text")?.to_string();
    include!(concat!(env!("OUT_DIR"), "/dispatch.rs"))
}

async fn outcome(http: reqwest::Client, case: Value) -> Value {
    let deadline = Duration::from_millis(case["options"]["deadlineMs"].as_u64().unwrap_or(60_000));
    let result = match tokio::time::timeout(deadline, call(http, &case)).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(e)) => json!({"kind": "decode-error", "message": e.to_string()}),
        Err(_) => json!({"kind": "transport-error", "message": "deadline"}),
    };
    json!({"id": case["id"], "outcome": result})
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // Redirects would carry the signature elsewhere.
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    println!("{}", json!({"hello": {"client": "rust (stock)", "protocol": 1, "features": ["call", "deadline"]}}));
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    let running = Arc::new(tokio::sync::Semaphore::new(64));
    while let Some(line) = lines.next_line().await? {
        let case: Value = serde_json::from_str(&line)?;
        let (http, permit) = (http.clone(), running.clone().acquire_owned().await?);
        tokio::spawn(async move {
            println!("{}", outcome(http, case).await);
            drop(permit);
        });
    }
    let _all_done = running.acquire_many(64).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_known_answers_of_the_contract_come_out() {
        let vectors: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(std::env::var("USERSIG_VECTORS").unwrap()).unwrap()).unwrap();
        let mut checked = 0;
        for v in vectors["generate"].as_array().unwrap() {
            // The signer has no room for a userbuf.
            if !v["userbufHex"].is_null() {
                continue;
            }
            let number = |name: &str| v[name].as_u64().unwrap();
            let text = |name: &str| v[name].as_str().unwrap();
            let key = vectors["secretKey"].as_str().unwrap();
            let sig = super::usersig::sign(number("sdkappid"), text("identifier"), number("time"), number("expire"), key);
            assert_eq!(sig, text("sig"));
            checked += 1;
        }
        assert!(checked >= 3);
    }
}
