package dev.chatcontract.runtime.rules;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.runtime.json.JsonCodec;
import dev.chatcontract.runtime.json.JsonShapeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks values that are held as trees although the contract has a type for them. */
final class Trees {
  private Trees() {}

  /** As {@link #read}, but reports each missing member by itself. */
  static <T> void readKind(JsonCodec<T> codec, JsonNode tree, RequestFaults f, Consumer<T> then) {
    try {
      then.accept(codec.fromTree(tree));
    } catch (JsonShapeException e) {
      at(e.pointer(), f, () -> e.missing().forEach(name -> f.add(name, "required", "is required")));
      if (e.missing().isEmpty()) {
        at(e.pointer(), f, () -> f.add("", "type", problem(e)));
      }
    } catch (IOException e) {
      f.add("", "type", problem(e));
    }
  }

  /** Reads the tree and passes the value on; records where the tree does not fit the type. */
  static <T> void read(JsonCodec<T> codec, JsonNode tree, RequestFaults f, Consumer<T> then) {
    T value;
    try {
      value = codec.fromTree(tree);
    } catch (JsonShapeException e) {
      at(e.pointer(), f, () -> f.add("", "type", problem(e)));
      return;
    } catch (IOException e) {
      f.add("", "type", problem(e));
      return;
    }
    then.accept(value);
  }

  /** Omits the parser's place: the pointer says where it is, in a tree that never was text. */
  private static String problem(IOException e) {
    String text =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return String.valueOf(text);
  }

  private static void at(String pointer, RequestFaults f, Runnable noting) {
    List<JsonPointer> inner = new ArrayList<>();
    for (JsonPointer p = JsonPointer.compile(pointer); !p.matches(); p = p.tail()) {
      inner.add(p);
      f.push(p.getMatchingProperty());
    }
    noting.run();
    inner.forEach(p -> f.pop());
  }
}
