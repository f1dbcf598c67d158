package dev.chatcontract.codegen;

import java.util.List;

/**
 * A member of a record.
 *
 * @param wire the wire name as a string literal
 * @param name the Java name
 * @param constant the name of the constant that holds the encoded wire name
 * @param type the Java type without null mark
 * @param list whether it is a list, {@code element} then being what it lists
 * @param copy the function that copies it, or empty
 * @param nullable whether JSON null is a value of it
 * @param reader the method of the run-time that reads it, and with it the one that writes it
 * @param writer the method of the run-time that writes it
 * @param codec the codec that reader and writer want, or empty
 * @param required whether every value has it
 * @param present whether it is required, or promised for successful answers
 * @param sensitive whether logs and toString hide it
 * @param index its position, which numbers its bit
 * @param doc Javadoc lines of its record parameter, the first one short
 * @param spec lines that describe it to a command line
 */
public record FieldView(
    String wire,
    String name,
    String constant,
    String type,
    boolean list,
    String copy,
    boolean nullable,
    String element,
    String reader,
    String writer,
    String codec,
    boolean required,
    boolean present,
    boolean sensitive,
    int index,
    List<String> doc,
    List<String> spec) {

  /** The method that notes that its builder was given a value. */
  public String setter() {
    return nullable ? "setOrNull(" + wire + ", v)" : "set(" + wire + ")";
  }

  /** The type that its builder takes. */
  public String argument() {
    return "@Nullable " + type;
  }

  /** The value that its builder keeps. */
  public String kept() {
    return copy.isEmpty() ? "v" : "v == null ? null : " + copy + "(v)";
  }

  /** Which of the record's masks has its bit. */
  public int mask() {
    return index / 64;
  }

  public int bit() {
    return index % 64;
  }

  /** The reader that refuses null where null cannot be told from absence. */
  public String strictReader() {
    return required && !nullable ? reader.replace("OrNull", "") : reader;
  }

  /** The null mark of its record parameter. */
  public String mark() {
    return present && !nullable ? "" : "@Nullable ";
  }

  /** The type as a Javadoc link names it. */
  public String rawType() {
    return type.replaceFirst("<.*", "");
  }

  public boolean hasCodec() {
    return !codec.isEmpty();
  }
}
