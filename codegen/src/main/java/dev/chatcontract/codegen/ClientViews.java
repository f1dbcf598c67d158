package dev.chatcontract.codegen;

import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.EnvelopeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.TagDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the views of the client: its tags, regions and signature parameters. */
final class ClientViews {
  private final Contract contract;
  private final Names names;
  private final OperationViews views;

  ClientViews(Contract contract, Names names, OperationViews views) {
    this.contract = contract;
    this.names = names;
    this.views = views;
  }

  ClientView of(
      List<ModelView> models,
      List<OpenEnumView> openEnums,
      List<ErrorCatalogueView> catalogues,
      List<ApiView> apis) {
    return new ClientView(
        JavaText.html(contract.info().title()),
        JavaText.literal(contract.info().version()),
        models,
        openEnums,
        catalogues,
        apis,
        regions(),
        envelope(contract.envelope()),
        contract.auth().stream().map(ClientViews::auth).toList());
  }

  List<ApiView> apis(List<ErrorCatalogueView> catalogues) {
    JavaNames accessors = new JavaNames(Names.RESERVED_METHODS, "_");
    List<ApiView> apis = new ArrayList<>();
    names
        .byTag()
        .forEach(
            (tag, defs) -> {
              String client = names.further(tag + "_client");
              String prefix =
                  client.replaceFirst("Client$", "").replaceFirst("Client(\\d+)$", "$1");
              List<OperationView> operations = new ArrayList<>();
              for (OperationDef def : defs) {
                String errors = names.further(def.name() + "_errors");
                ErrorCatalogueView catalogue =
                    ErrorViews.catalogue(
                        errors,
                        "Error codes of `" + def.name() + "`, with the meaning they have there.",
                        JavaText.literal(def.name()),
                        "CommonErrors",
                        def.errors(),
                        List.of());
                catalogues.add(catalogue);
                operations.add(views.of(def, prefix, catalogue));
              }
              List<String> doc = new ArrayList<>(JavaText.lines(tagDoc(tag), Docs.WIDTH));
              apis.add(
                  new ApiView(
                      JavaText.literal(tag), prefix, accessors.member(tag), doc, operations));
            });
    return apis;
  }

  private String tagDoc(String tag) {
    return contract.tags().stream()
        .filter(t -> t.name().equals(tag) && !t.description().isBlank())
        .map(TagDef::description)
        .findFirst()
        .orElse("Operations of the group `" + tag + "`.");
  }

  private List<RegionView> regions() {
    JavaNames constants = new JavaNames(Names.RESERVED_CONSTANTS, "_");
    List<RegionView> views = new ArrayList<>();
    for (RegionDef region : contract.regions()) {
      String source = region.source() == null ? "" : " (" + Facts.source(region.source()) + ")";
      views.add(
          new RegionView(
              constants.constant(region.id()),
              JavaText.literal(region.id()),
              JavaText.literal(region.name()),
              JavaText.literal(region.url()),
              JavaText.lines(region.name() + ": " + region.url() + source, Docs.WIDTH - 2)));
    }
    return views;
  }

  private static @Nullable EnvelopeView envelope(@Nullable EnvelopeDef def) {
    return def == null
        ? null
        : new EnvelopeView(
            JavaText.literal(def.status()),
            JavaText.literal(def.success()),
            JavaText.literal(def.code()),
            def.successCode(),
            JavaText.literal(def.info()));
  }

  private static AuthParameterView auth(AuthParameterDef def) {
    String constant = def.constant();
    return new AuthParameterView(
        def.role().name(),
        JavaText.literal(def.name()),
        constant == null ? "" : JavaText.literal(constant),
        def.value().limits().maximum() == null
            ? ""
            : def.value().limits().maximum().toBigInteger() + "L",
        JavaText.lines(Docs.orElse(def.description(), "Query key."), Docs.WIDTH - 2));
  }
}
