package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.Contract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All input of the templates. Texts are unescaped; a template writes them as literals or as
 * Javadoc.
 */
public record ClientView(
    Contract contract,
    List<ModelView> models,
    List<OpenEnumView> openEnums,
    List<ErrorCatalogueView> catalogues,
    List<ApiView> apis,
    List<RegionView> regions) {

  /** Returns everything that becomes a separate file. */
  public List<UnitView> units() {
    List<UnitView> units = new ArrayList<>(models);
    models.forEach(model -> units.addAll(model.companions()));
    units.addAll(openEnums);
    units.addAll(catalogues);
    apis.forEach(api -> units.addAll(api.operations()));
    return units;
  }

  /** Returns the operations of all tags, sorted by their names in the contract. */
  public List<OperationView> operations() {
    return apis.stream()
        .flatMap(api -> api.operations().stream())
        .sorted(Comparator.comparing(OperationView::name))
        .toList();
  }
}
