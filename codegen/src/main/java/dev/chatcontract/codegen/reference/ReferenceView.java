package dev.chatcontract.codegen.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows, worded as on the page. It is computed in Java so that the template only lays
 * it out. Public because Velocity only calls accessors of public types.
 *
 * @param operationCount shown at the top of the page, like the other counts
 */
public record ReferenceView(
    String title,
    String version,
    Html description,
    int operationCount,
    int fieldCount,
    int codeCount,
    int sampleCount,
    List<Tag> tags,
    List<Parameter> parameters,
    @Nullable String envelope,
    List<Region> regions,
    List<String> operationNames,
    List<Code> commonCodes,
    List<CodeRange> codeRanges,
    List<Erratum> errata) {

  /** A range of codes that no list contains, from the first to the last. */
  public record CodeRange(String from, String to, Html meaning) {}

  /** A tag with its operations. */
  public record Tag(String name, String description, List<Op> operations) {}

  /** An operation. */
  public record Op(
      String name,
      String anchor,
      String method,
      String path,
      String summary,
      Html description,
      List<Fact> facts,
      List<Field> request,
      List<Field> response,
      List<Code> codes,
      List<Sample> requests,
      List<Sample> responses,
      List<String> errata,
      String source) {}

  /** A line such as "Rate limit: 200 calls a second". */
  public record Fact(String name, String text) {}

  /**
   * A member, named by its path from the body's root.
   *
   * @param depth its nesting depth, 0 at the root
   */
  public record Field(
      String path,
      String parent,
      String name,
      int depth,
      String type,
      String presence,
      Html description,
      List<String> rules,
      List<Value> values,
      List<String> errata) {}

  /** A known value of an open enumeration. */
  public record Value(String value, String meaning) {}

  /** An error code. */
  public record Code(
      String code,
      String name,
      String errorClass,
      String retry,
      Html meaning,
      Html action,
      String source,
      List<String> errata) {}

  /** A documented body, with ready-made calls if it is a request. */
  public record Sample(
      String id, String anchor, String summary, String note, String json, List<Snippet> snippets) {}

  /** A call in one language. */
  public record Snippet(String language, String id, String code) {}

  /** A query parameter that the signer sets. */
  public record Parameter(String name, String role, Html description) {}

  /**
   * A region.
   *
   * @param documented for each operation in order, whether its vendor page names the region
   */
  public record Region(String id, String name, String url, List<Boolean> documented) {}

  /** A row of the errata. */
  public record Erratum(
      String id, String weight, String heading, Html page, Html contract, Html why) {}
}
