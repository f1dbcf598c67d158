package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.Contract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that the templates are told. Texts are as the contract has them; a template writes them as
 * literals or as Javadoc.
 */
public record ClientView(
    Contract contract,
    List<ModelView> models,
    List<OpenEnumView> openEnums,
    List<ErrorCatalogueView> catalogues,
    List<ApiView> apis,
    List<RegionView> regions) {

  /** Everything that becomes a file of its own. */
  public List<UnitView> units() {
    List<UnitView> units = new ArrayList<>(models);
    models.forEach(model -> units.addAll(model.companions()));
    units.addAll(openEnums);
    units.addAll(catalogues);
    apis.forEach(api -> units.addAll(api.operations()));
    return units;
  }

  /** Operations of all tags in the order of the contract's names. */
  public List<OperationView> operations() {
    return apis.stream()
        .flatMap(api -> api.operations().stream())
        .sorted(Comparator.comparing(OperationView::name))
        .toList();
  }
}
