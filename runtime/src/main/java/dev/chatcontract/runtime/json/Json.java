package dev.chatcontract.runtime.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.InputStream;

/**
 * The only Jackson factory, configured once, and reading and writing of whole documents with it.
 */
public final class Json {

  /**
   * Names are not interned: a server that keeps sending new names must not fill the JVM's string
   * table.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(new JsonBuffers())
          .build();

  /** Marks a document with members that no setter of their own has written. */
  private static final Object OTHERS = new Object();

  private Json() {}

  /** Reads bytes in place. */
  public static JsonParser parser(byte[] bytes, int start, int length) throws IOException {
    return FACTORY.createParser(bytes, start, length);
  }

  /** Reads bytes as they arrive. */
  public static JsonParser parser(InputStream bytes) throws IOException {
    return FACTORY.createParser(bytes);
  }

  /** Reads a whole document; text after the value is an error. */
  public static <T> T document(JsonParser parser, JsonCodec<T> codec) throws IOException {
    if (parser.nextToken() == null) {
      throw JsonShapeException.at(parser, "the document is empty");
    }
    T value = codec.read(parser);
    JsonToken after = parser.nextToken();
    if (after != null) {
      throw JsonShapeException.at(parser, "text follows the end of the document");
    }
    return value;
  }

  static <T> byte[] bytes(JsonCodec<T> codec, T value) throws IOException {
    try {
      return bytes(codec, value, false);
    } catch (JsonGenerationException loneSurrogate) {
      // UTF-8 cannot express half a surrogate pair, but JSON's escapes can: the value survives the
      // round trip.
      return bytes(codec, value, true);
    }
  }

  private static <T> byte[] bytes(JsonCodec<T> codec, T value, boolean escaped) throws IOException {
    BufferRecycler buffers = FACTORY._getBufferRecycler();
    try (ByteArrayBuilder out = new ByteArrayBuilder(buffers);
        JsonGenerator generator = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      if (escaped) {
        generator.setHighestNonEscapedChar(127);
      }
      codec.write(value, generator);
      generator.flush();
      byte[] json = out.getClearAndRelease();
      if (generator.getOutputContext().getCurrentValue() == OTHERS) {
        checkNames(json);
      }
      return json;
    } finally {
      buffers.releaseToPool();
    }
  }

  /** Has the document checked for members that occur twice, once it is written. */
  static void mayRepeatNames(JsonGenerator generator) {
    JsonStreamContext root = generator.getOutputContext();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    root.setCurrentValue(OTHERS);
  }

  private static void checkNames(byte[] json) throws IOException {
    try {
      JsonCodec.NODE.fromBytes(json);
    } catch (JsonShapeException twice) {
      throw new IOException(
          twice.getOriginalMessage()
              + "; it has a setter of its own, and otherMember was called for it as well: use one"
              + " of them",
          twice);
    }
  }
}
