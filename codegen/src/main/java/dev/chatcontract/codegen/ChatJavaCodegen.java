package dev.chatcontract.codegen;

import dev.chatcontract.codegen.builder.ContractViews;
import dev.chatcontract.codegen.syntax.JavaSyntax;
import dev.chatcontract.codegen.view.ApiView;
import dev.chatcontract.codegen.view.ClientView;
import dev.chatcontract.codegen.view.OperationView;
import dev.chatcontract.codegen.view.UnitView;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openapitools.codegen.CliOption;
import org.openapitools.codegen.CodegenConstants;
import org.openapitools.codegen.CodegenType;
import org.openapitools.codegen.DefaultCodegen;
import org.openapitools.codegen.SupportingFile;
import org.openapitools.codegen.model.ModelMap;
import org.openapitools.codegen.model.ModelsMap;
import org.openapitools.codegen.model.OperationsMap;

/**
 * The generator {@code chat-java}. The facts come from our own contract model, read from {@code
 * inputSpec}; OpenAPI Generator is handed a skeleton, one schema for each class and one operation
 * for each of the contract's, and drives templates, overwriting and file lists.
 */
public final class ChatJavaCodegen extends DefaultCodegen {
  static final String NAME = "chat-java";

  /** What marks a file as ours, so that cleaning up removes nobody else's. */
  private static final String MARK = "Generated(\"" + ChatJavaCodegen.class.getName() + "\")";

  /** Written last, so that a run that failed leaves none newer than what it read. */
  private static final String STAMP = "chat-java.stamp";

  /** Holds an empty file for each of the contract's files, so that a deleted one is missed. */
  private static final String FILES = "chat-java.files";

  /** Of the named module that is generated; without it there is none. */
  private static final String MODULE_NAME = "moduleName";

  /** Long before any file of a contract was changed. */
  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH.plus(Duration.ofDays(1)));

  private final Map<String, UnitView> units = new LinkedHashMap<>();
  private final Map<String, ApiView> apis = new LinkedHashMap<>();
  private List<String> contractFiles = List.of();
  private String sourceFolder = ClientFiles.SOURCES;

  /** For the service loader. */
  public ChatJavaCodegen() {
    apiPackage = "dev.chatcontract.client";
    modelPackage = "dev.chatcontract.client.model";
    embeddedTemplateDir = NAME;
    templateDir = NAME;
    outputFolder = "generated-code/" + NAME;
    modelTemplateFiles.put("unit.vm", ".java");
    ClientFiles.OF_A_TAG.keySet().stream()
        .sorted()
        .forEach(template -> apiTemplateFiles.put(template, ".java"));
    typeMapping.clear();
    importMapping.clear();
    schemaMapping.clear();
    cliOptions.clear();
    option(
        CodegenConstants.API_PACKAGE,
        "package of clients, operations, errors and regions",
        apiPackage);
    option(CodegenConstants.MODEL_PACKAGE, "package of requests and responses", modelPackage);
    option(CodegenConstants.SOURCE_FOLDER, "source root inside the output directory", sourceFolder);
    cliOptions.add(CliOption.newString(MODULE_NAME, "name of the Java module; none without it"));
  }

  private void option(String name, String description, String value) {
    cliOptions.add(CliOption.newString(name, description).defaultValue(value));
  }

  @Override
  public CodegenType getTag() {
    return CodegenType.CLIENT;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public String getHelp() {
    return "Generates a Java 17 client from a chat contract and its x- extensions.";
  }

  @Override
  public String defaultTemplatingEngine() {
    return VelocityTemplatingEngine.IDENTIFIER;
  }

  @Override
  public void processOpts() {
    String engine = getTemplatingEngine().getIdentifier();
    if (!engine.equals(VelocityTemplatingEngine.IDENTIFIER)) {
      throw new IllegalArgumentException(
          "the templating engine is "
              + engine
              + ", which would copy "
              + NAME
              + "'s templates as they are; set <engine>velocity</engine>");
    }
    refuseUnknownOptions();
    super.processOpts();
    apiPackage = text(CodegenConstants.API_PACKAGE, apiPackage);
    modelPackage = text(CodegenConstants.MODEL_PACKAGE, modelPackage);
    sourceFolder = text(CodegenConstants.SOURCE_FOLDER, sourceFolder);
    ClientFiles.OF_THE_CLIENT.forEach(
        (template, name) -> supporting(template, folder(apiPackage), name));
    supporting(ClientFiles.MODEL_PACKAGE_TEMPLATE, folder(modelPackage), "package-info");
    supporting(
        ClientFiles.INTERNAL_PACKAGE_TEMPLATE, folder(modelPackage + ".internal"), "package-info");
    if (additionalProperties.containsKey(MODULE_NAME)) {
      supporting(ClientFiles.MODULE_TEMPLATE, sourceFolder, "module-info");
    }
    supportingFiles.add(
        new SupportingFile(
            ClientFiles.SERVICE_TEMPLATE, ClientFiles.SERVICES, ClientFiles.SERVICE));
  }

  private void supporting(String template, String folder, String className) {
    supportingFiles.add(new SupportingFile(template, folder, className + ".java"));
  }

  private String text(String option, String otherwise) {
    Object value = additionalProperties.get(option);
    String text = value == null ? otherwise : value.toString();
    additionalProperties.put(option, text);
    return text;
  }

  /**
   * OpenAPI Generator drops options it does not know without a word: a misspelt one must not pass.
   */
  private void refuseUnknownOptions() {
    Set<String> known =
        cliOptions.stream().map(CliOption::getOpt).collect(Collectors.toCollection(TreeSet::new));
    Set<String> unknown = new TreeSet<>(additionalProperties.keySet());
    unknown.removeAll(known);
    unknown.removeIf(key -> HARNESS.contains(key));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          NAME + " has no option " + String.join(", ", unknown) + "; its options are " + known);
    }
  }

  /** Properties that OpenAPI Generator and its Maven plugin set by themselves. */
  private static final Set<String> HARNESS =
      Set.of(
          CodegenConstants.GENERATE_API_TESTS,
          CodegenConstants.GENERATE_MODEL_TESTS,
          CodegenConstants.GENERATE_API_DOCS,
          CodegenConstants.GENERATE_MODEL_DOCS,
          CodegenConstants.GENERATE_APIS,
          CodegenConstants.GENERATE_MODELS,
          CodegenConstants.GENERATE_WEBHOOKS,
          CodegenConstants.GENERATE_RECURSIVE_DEPENDENT_MODELS,
          CodegenConstants.EXCLUDE_TESTS,
          CodegenConstants.TEMPLATE_DIR,
          CodegenConstants.GIT_HOST,
          CodegenConstants.GIT_USER_ID,
          CodegenConstants.GIT_REPO_ID,
          CodegenConstants.RELEASE_NOTE,
          "lambda",
          "openbrace",
          "closebrace");

  @Override
  public void preprocessOpenAPI(OpenAPI openApi) {
    Contract contract = ContractReader.load(Path.of(inputSpec));
    contractFiles = contract.sources();
    ClientView client = ContractViews.of(contract, List.of(apiPackage, modelPackage));
    additionalProperties.put("client", client);
    additionalProperties.put(JavaSyntax.KEY, new JavaSyntax(client, apiPackage, modelPackage));
    openApi.setPaths(new Paths());
    openApi.setTags(null);
    openApi.setSecurity(null);
    openApi.setExtensions(null);
    openApi.setComponents(new Components());
    for (UnitView unit : client.units()) {
      units.put(unit.key(), unit);
      openApi
          .getComponents()
          .addSchemas(unit.key(), new ObjectSchema().addProperty("unit", new StringSchema()));
    }
    for (ApiView api : client.apis()) {
      apis.put(api.prefix(), api);
      for (OperationView operation : api.operations()) {
        openApi
            .getPaths()
            .addPathItem(
                "/" + operation.constant(),
                new PathItem()
                    .post(
                        new Operation()
                            .operationId(operation.method())
                            .addTagsItem(api.prefix())
                            .responses(
                                new ApiResponses()
                                    .addApiResponse("200", new ApiResponse().description("")))));
      }
    }
    removeOrphans();
  }

  /** Classes of renamed schemas would go on compiling; ours are removed, other files are left. */
  private void removeOrphans() {
    Set<Path> wanted = new HashSet<>();
    units.keySet().forEach(name -> wanted.add(Path.of(modelFilename("unit.vm", name))));
    apis.keySet()
        .forEach(
            api ->
                ClientFiles.OF_A_TAG
                    .keySet()
                    .forEach(t -> wanted.add(Path.of(apiFilename(t, api)))));
    supportingFiles.forEach(
        f -> wanted.add(Path.of(outputFolder, f.getFolder(), f.getDestinationFilename())));
    Set<String> folders = new TreeSet<>();
    for (UnitView.Home home : UnitView.Home.values()) {
      folders.add(folder(syntax().packageOf(home)));
    }
    for (String folder : folders) {
      Path directory = Path.of(outputFolder, folder);
      if (!Files.isDirectory(directory)) {
        continue;
      }
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          if (!wanted.contains(file) && Files.readString(file).contains(MARK)) {
            Files.delete(file);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot clean " + directory, e);
      }
    }
  }

  private JavaSyntax syntax() {
    if (additionalProperties.get(JavaSyntax.KEY) instanceof JavaSyntax syntax) {
      return syntax;
    }
    throw new IllegalStateException("no contract was read");
  }

  private String folder(String javaPackage) {
    return sourceFolder + File.separator + javaPackage.replace('.', File.separatorChar);
  }

  @Override
  public Map<String, ModelsMap> postProcessAllModels(Map<String, ModelsMap> models) {
    models.forEach(
        (name, bundle) -> {
          bundle.put("unit", units.get(name));
          bundle.put("apiPackage", apiPackage);
          bundle.put(JavaSyntax.KEY, syntax());
        });
    return models;
  }

  @Override
  public OperationsMap postProcessOperationsWithModels(
      OperationsMap operations, List<ModelMap> allModels) {
    operations.put("api", apis.get(operations.getOperations().getClassname()));
    return operations;
  }

  @Override
  public String sanitizeTag(String tag) {
    return tag;
  }

  @Override
  public String toApiName(String tag) {
    return tag;
  }

  @Override
  public String toModelName(String name) {
    return name;
  }

  @Override
  public String modelFilename(String templateName, String modelName) {
    UnitView unit = units.get(modelName);
    if (unit == null) {
      throw new IllegalArgumentException("no file is made of " + modelName);
    }
    String folder = folder(syntax().packageOf(unit.home()));
    return outputFolder + File.separator + folder + File.separator + unit.className() + ".java";
  }

  @Override
  public String apiFilename(String templateName, String tag) {
    String @Nullable [] name = ClientFiles.OF_A_TAG.get(templateName);
    if (name == null) {
      throw new IllegalArgumentException("no file is made from " + templateName);
    }
    return outputFolder
        + File.separator
        + folder(apiPackage)
        + File.separator
        + name[0]
        + tag
        + name[1]
        + ".java";
  }

  @Override
  public String escapeQuotationMark(String input) {
    return input.replace("\"", "");
  }

  @Override
  public String escapeUnsafeCharacters(String input) {
    return input.replace("*/", "").replace("/*", "");
  }

  /**
   * Leaves a stamp, so that a build can tell whether anything changed since: files that come out
   * the same may keep their old times. OpenAPI Generator's own version prints an advertisement.
   */
  @Override
  public void postProcess() {
    try {
      Path files = Path.of(outputFolder, FILES);
      delete(files);
      for (String name : contractFiles) {
        Path file = files.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setLastModifiedTime(Files.createFile(file), LONG_AGO);
      }
      Files.writeString(Path.of(outputFolder, STAMP), String.join("\n", units.keySet()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the stamp in " + outputFolder, e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
