package dev.chatcontract.codegen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the templates are told; each name and text in it is fit to be pasted into Java. */
public record ClientView(
    String title,
    String version,
    List<ModelView> models,
    List<OpenEnumView> openEnums,
    List<ErrorCatalogueView> catalogues,
    List<ApiView> apis,
    List<RegionView> regions,
    @Nullable EnvelopeView envelope,
    List<AuthParameterView> auth) {

  /** Operations of all tags in the order of the contract's names. */
  public List<OperationView> operations() {
    return apis.stream()
        .flatMap(api -> api.operations().stream())
        .sorted(java.util.Comparator.comparing(OperationView::name))
        .toList();
  }
}
