package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A codec of two functions. A record, since the JIT then takes its functions for constants. */
record FunctionCodec<T>(JsonCodec.Reader<T> reader, JsonCodec.Writer<T> writer)
    implements JsonCodec<T> {
  @Override
  public T read(JsonParser parser) throws IOException {
    return reader.read(parser);
  }

  @Override
  public void write(T value, JsonGenerator generator) throws IOException {
    writer.write(value, generator);
  }
}
