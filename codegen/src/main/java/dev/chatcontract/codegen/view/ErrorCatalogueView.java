package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.ErrorRangeDef;
import java.util.ArrayList;
import java.util.List;

/**
 * The error codes of an operation, or those common to all.
 *
 * @param operation empty for the common catalogue
 * @param ranges ranges of codes that are not listed individually
 */
public record ErrorCatalogueView(
    String className, String operation, List<ErrorCodeView> codes, List<ErrorRangeDef> ranges)
    implements UnitView {
  /** Maximum number of entries in one class, whose initializer holds 64 kB. */
  private static final int PART = 400;

  /** Returns the codes in parts that each fit into one class. */
  public List<List<ErrorCodeView>> parts() {
    List<List<ErrorCodeView>> parts = new ArrayList<>();
    for (int from = 0; from < codes.size(); from += PART) {
      parts.add(codes.subList(from, Math.min(from + PART, codes.size())));
    }
    return parts;
  }

  public boolean common() {
    return operation.isEmpty();
  }

  @Override
  public String template() {
    return "errors.vm";
  }

  @Override
  public Home home() {
    return Home.API;
  }
}
