package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.syntax.JavaNames;
import dev.chatcontract.codegen.view.ApiView;
import dev.chatcontract.codegen.view.ErrorCatalogueView;
import dev.chatcontract.codegen.view.OperationView;
import dev.chatcontract.codegen.view.RegionView;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.TagDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builder of the views of a client: its tags and regions. */
final class ClientViews {
  private final Contract contract;
  private final Names names;
  private final OperationViews operations;

  ClientViews(Contract contract, Names names, OperationViews operations) {
    this.contract = contract;
    this.names = names;
    this.operations = operations;
  }

  /**
   * Returns the clients of all tags, and adds their operations' error catalogues to {@code
   * catalogues}.
   */
  List<ApiView> apis(List<ErrorCatalogueView> catalogues) {
    JavaNames accessors = new JavaNames(Names.RESERVED_ACCESSORS, "_");
    List<ApiView> apis = new ArrayList<>();
    for (Map.Entry<String, List<OperationDef>> entry : names.byTag().entrySet()) {
      String tag = entry.getKey();
      String prefix = names.client(tag);
      List<OperationView> views = new ArrayList<>();
      for (OperationDef def : entry.getValue()) {
        ErrorCatalogueView errors = ErrorViews.of(def, names.errors(def));
        catalogues.add(errors);
        views.add(operations.of(def, prefix, errors));
      }
      apis.add(new ApiView(tag, prefix, accessors.member(tag), doc(tag), views));
    }
    return apis;
  }

  private String doc(String tag) {
    return contract.tags().stream()
        .filter(t -> t.name().equals(tag) && !t.description().isBlank())
        .map(TagDef::description)
        .findFirst()
        .orElse("Operations of the group `" + tag + "`.");
  }

  List<RegionView> regions() {
    JavaNames constants = new JavaNames(Names.RESERVED_CONSTANTS, "_");
    List<RegionView> views = new ArrayList<>();
    for (RegionDef region : contract.regions()) {
      views.add(new RegionView(constants.constant(region.id()), region));
    }
    return views;
  }
}
