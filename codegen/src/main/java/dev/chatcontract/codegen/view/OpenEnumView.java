package dev.chatcontract.codegen.view;

import java.util.List;

/**
 * A class of documented values that also accepts undocumented ones.
 *
 * @param doc its description and source
 * @param text whether the values are strings rather than integers
 * @param bits whether each value is a bit of a set
 * @param sensitive whether {@code toString} hides the value
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
