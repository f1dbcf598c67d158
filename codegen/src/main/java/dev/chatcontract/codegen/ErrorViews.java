package dev.chatcontract.codegen;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorClass;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ErrorRangeDef;
import java.util.ArrayList;
import java.util.List;

/** Makes the views of error catalogues. */
final class ErrorViews {
  private ErrorViews() {}

  /** The codes that any operation may answer with. */
  static ErrorCatalogueView common(Contract contract) {
    return catalogue(
        "CommonErrors",
        "Error codes that any operation may answer with.",
        "",
        "",
        contract.commonErrors(),
        ranges(contract.errorRanges()));
  }

  static ErrorCatalogueView catalogue(
      String className,
      String doc,
      String operation,
      String fallback,
      List<ErrorDef> errors,
      List<String> ranges) {
    JavaNames constants = new JavaNames(Names.RESERVED_CONSTANTS, "_");
    List<ErrorCodeView> codes = new ArrayList<>();
    for (ErrorDef error : errors) {
      String constant = constants.constant(error.name());
      String source = error.source() == null ? "" : Facts.source(error.source());
      List<String> lines = new ArrayList<>();
      JavaText.wrap(error.code() + ": " + JavaText.html(error.meaning()), Docs.WIDTH - 2, lines);
      List<String> item = new ArrayList<>();
      JavaText.wrap(
          "<li>"
              + error.code()
              + " {@link "
              + className
              + "#"
              + constant
              + "}: "
              + JavaText.html(error.meaning() + " " + error.action()),
          Docs.WIDTH - 4,
          item);
      codes.add(
          new ErrorCodeView(
              error.code(),
              constant,
              JavaText.literal(error.name()),
              JavaText.literal(error.meaning()),
              error.errorClass().name(),
              error.retry().name(),
              JavaText.literal(error.action()),
              JavaText.literal(source),
              String.valueOf(error.retryAfterSeconds()),
              error.pageRetry(),
              error.writeOnly(),
              lines,
              item));
    }
    return new ErrorCatalogueView(
        className, JavaText.lines(doc, Docs.WIDTH), operation, fallback, codes, ranges);
  }

  private static List<String> ranges(List<ErrorRangeDef> ranges) {
    List<String> calls = new ArrayList<>();
    for (ErrorRangeDef range : ranges) {
      ErrorClass errorClass = range.errorClass();
      calls.add(
          "new ErrorRange("
              + range.from()
              + ", "
              + range.to()
              + ", ErrorClass."
              + (errorClass == null ? "UNLISTED" : errorClass.name())
              + ", "
              + JavaText.literal(range.meaning())
              + (calls.size() == ranges.size() - 1 ? ")" : "),"));
    }
    return calls;
  }
}
