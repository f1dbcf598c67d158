package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.view.ApiView;
import dev.chatcontract.codegen.view.ClientView;
import dev.chatcontract.codegen.view.ErrorCatalogueView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.OpenEnumView;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.source.ContractException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes the views of a contract, with one builder per kind of view, in order of dependency. */
public final class ContractViews {
  private ContractViews() {}

  /**
   * Returns all views of a contract.
   *
   * @throws ContractException listing everything that is not supported, with the place of each
   */
  public static ClientView of(Contract contract) {
    return of(contract, List.of());
  }

  /**
   * Returns all views of a contract whose classes go into those packages.
   *
   * @throws ContractException listing everything that is not supported, with the place of each
   */
  public static ClientView of(Contract contract, List<String> packages) {
    Unservable problems = new Unservable();
    Schemas schemas = new Schemas(contract);
    Reach reach = Reach.of(contract, schemas, problems);
    problems.fail();
    Names names = new Names(contract, reach.schemas(), inFull(packages));
    ModelViews modelViews = new ModelViews(contract, schemas, names, reach, problems);
    OpenEnumViews openEnumViews = new OpenEnumViews(names, problems);
    Map<String, ModelView> models = new TreeMap<>();
    List<OpenEnumView> openEnums = new ArrayList<>();
    for (String name : reach.schemas()) {
      SchemaDef schema = schemas.named(name);
      if (schema.isObject()) {
        models.put(name, modelViews.of(schema));
      } else {
        openEnums.add(openEnumViews.of(schema));
      }
    }
    List<ErrorCatalogueView> catalogues = new ArrayList<>();
    catalogues.add(ErrorViews.common(contract));
    OperationViews operations = new OperationViews(contract, names, models, problems);
    ClientViews client = new ClientViews(contract, names, operations);
    List<ApiView> apis = client.apis(catalogues);
    problems.fail();
    return new ClientView(
        contract, List.copyOf(models.values()), openEnums, catalogues, apis, client.regions());
  }

  /**
   * Returns the packages whose classes are written with their full name where a schema has the same
   * simple name.
   */
  private static List<String> inFull(List<String> packages) {
    List<String> all = new ArrayList<>(packages);
    all.addAll(List.of("java", "dev"));
    return all;
  }
}
