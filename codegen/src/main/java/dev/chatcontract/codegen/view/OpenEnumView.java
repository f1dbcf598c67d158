package dev.chatcontract.codegen.view;

import java.util.List;

/**
 * A class of documented values that also takes values nobody has documented yet.
 *
 * @param doc what it is, and where the contract has it from
 * @param text whether the values are strings and not integers
 * @param bits whether each value is a bit of a set
 * @param sensitive whether toString hides the value
 */
public record OpenEnumView(
    String className,
    String doc,
    boolean text,
    boolean bits,
    boolean sensitive,
    List<KnownValueView> values)
    implements UnitView {
  @Override
  public String template() {
    return "open-enum.vm";
  }

  @Override
  public Home home() {
    return Home.MODEL;
  }
}
