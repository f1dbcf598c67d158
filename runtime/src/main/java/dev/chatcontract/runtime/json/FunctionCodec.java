package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A codec made of two functions. A record, so that the JIT treats them as constants. */
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
