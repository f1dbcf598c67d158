/**
 * The runtime of generated clients. Bucket4j, Okio and Micrometer have module names only in their
 * manifests.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.chatcontract.runtime {
  requires transitive com.fasterxml.jackson.annotation;
  requires transitive com.fasterxml.jackson.core;
  requires transitive com.fasterxml.jackson.databind;
  requires transitive io.github.bucket4j.core;
  requires transitive okhttp3;
  requires kotlin.stdlib; // for OkHttp 4, which declares no requirements
  requires okio;
  requires org.slf4j;
  requires static micrometer.core;
  requires static transitive org.jspecify;

  exports dev.chatcontract.runtime;
  exports dev.chatcontract.runtime.metrics;
  exports dev.chatcontract.runtime.operation;
  exports dev.chatcontract.runtime.testing;
  exports dev.chatcontract.runtime.text;

  // For generated code; its users choose the names of its modules.
  exports dev.chatcontract.runtime.engine;
  exports dev.chatcontract.runtime.json;
  exports dev.chatcontract.runtime.rules;
}
