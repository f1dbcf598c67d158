//! UserSig for a language without a vendor library; `spec/usersig-vectors.json` judges it.
use std::io::Write;

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::ZlibEncoder};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

/// The padded Base64 HMAC over the four lines.
pub fn sign(sdkappid: u64, identifier: &str, time: u64, expire: u64, key: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any key length is fine");
    mac.update(
        format!("TLS.identifier:{identifier}\nTLS.sdkappid:{sdkappid}\nTLS.time:{time}\nTLS.expire:{expire}\n").as_bytes(),
    );
    STANDARD.encode(mac.finalize().into_bytes())
}

pub fn generate(sdkappid: u64, identifier: &str, time: u64, expire: u64, key: &str) -> String {
    let document = json!({
        "TLS.ver": "2.0", "TLS.identifier": identifier, "TLS.sdkappid": sdkappid, "TLS.time": time,
        "TLS.expire": expire, "TLS.sig": sign(sdkappid, identifier, time, expire, key),
    });
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(document.to_string().as_bytes()).expect("writing to memory");
    STANDARD.encode(zlib.finish().expect("writing to memory")).replace('+', "*").replace('/', "-").replace('=', "_")
}
