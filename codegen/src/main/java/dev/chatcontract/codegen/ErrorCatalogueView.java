package dev.chatcontract.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The error codes of an operation, or the ones common to all.
 *
 * @param operation the operation's name as a literal; empty for the common catalogue
 * @param fallback class of the catalogue that is asked next, or empty
 * @param ranges constructor calls of the ranges of unlisted codes, with the commas between them
 */
public record ErrorCatalogueView(
    String className,
    List<String> doc,
    String operation,
    String fallback,
    List<ErrorCodeView> codes,
    List<String> ranges)
    implements UnitView {
  /** The constants, separated by commas and filled into lines. */
  public List<String> constants() {
    List<String> lines = new ArrayList<>();
    if (!codes.isEmpty()) {
      JavaText.wrap(
          codes.stream().map(ErrorCodeView::constant).collect(Collectors.joining(", ")), 84, lines);
    }
    return lines;
  }

  @Override
  public String template() {
    return "errors.vm";
  }

  @Override
  public boolean model() {
    return false;
  }
}
