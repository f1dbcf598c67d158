package dev.chatcontract.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A class of documented values that also takes values nobody has documented yet.
 *
 * @param valueType String or long
 * @param text whether the values are strings
 * @param sensitive whether toString hides the value
 */
public record OpenEnumView(
    String className,
    List<String> doc,
    String valueType,
    boolean text,
    boolean sensitive,
    List<KnownValueView> values)
    implements UnitView {
  /** The constants, separated by commas and filled into lines. */
  public List<String> constants() {
    List<String> lines = new ArrayList<>();
    JavaText.wrap(
        values.stream().map(KnownValueView::constant).collect(Collectors.joining(", ")), 90, lines);
    return lines;
  }

  /** Constant of the run-time's codec for the values. */
  public String codec() {
    return text ? "STRING" : "INT64";
  }

  @Override
  public String template() {
    return "open-enum.vm";
  }

  @Override
  public boolean model() {
    return true;
  }
}
