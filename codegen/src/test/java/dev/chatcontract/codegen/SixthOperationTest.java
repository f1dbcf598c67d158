package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint is added by YAML alone. */
final class SixthOperationTest {
  @TempDir Path directory;

  @Test
  void anotherOperationFileGivesAWorkingMethodWithItsErrorsAndPages() throws Exception {
    Path spec = directory.resolve("spec");
    GeneratedProject.copy(Path.of("../spec"), spec);
    GeneratedProject.copy(GeneratedProject.resource("sixth"), directory.resolve("sixth"));
    Files.createDirectories(spec.resolve("samples/count_things"));
    for (String file :
        List.of(
            "operations/count_things.yaml",
            "schemas/CountThingsRequest.yaml",
            "schemas/CountThingsResponse.yaml",
            "schemas/Thing.yaml",
            "samples/count_things/CT-REQ-1.request.yaml",
            "samples/count_things/CT-RES-1.response.yaml")) {
      Files.copy(directory.resolve("sixth").resolve(file), spec.resolve(file));
    }
    Path root = spec.resolve("openapi.yaml");
    Files.writeString(
        root,
        Files.readString(root)
            .replaceFirst(
                "(?m)^paths:$",
                "paths:\n  /v4/things/count_things:\n    \\$ref: operations/count_things.yaml"));
    GeneratedProject project = GeneratedProject.generate(root, directory.resolve("out"), Map.of());
    List<String> seen = new ArrayList<>();
    try (OutsideContractTest.Server server =
            new OutsideContractTest.Server(
                seen,
                "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"Things\":[{\"Id\":\"a\"}],\"Next\":7}",
                "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"Things\":[{\"Id\":\"b\"}],\"Next\":0}");
        URLClassLoader classes = project.compile()) {
      Object client =
          OutsideContractTest.client(classes, server.url(), "dev.chatcontract.client.ChatClient");
      Object request =
          OutsideContractTest.call(
              classes
                  .loadClass("dev.chatcontract.client.model.CountThingsRequest")
                  .getMethod("builder")
                  .invoke(null),
              "build");
      Object groups = OutsideContractTest.call(client, "groups");
      List<Object> ids = new ArrayList<>();
      for (Object thing :
          (Iterable<?>) OutsideContractTest.call(groups, "countThingsPages", request)) {
        ids.add(OutsideContractTest.call(thing, "id"));
      }
      assertThat(ids).containsExactly("a", "b");
      assertThat(seen)
          .containsExactly(
              "POST /v4/things/count_things {\"Next\":0}",
              "POST /v4/things/count_things {\"Next\":7}");
      Object error =
          classes
              .loadClass("dev.chatcontract.client.CountThingsErrors")
              .getField("THINGS_GONE")
              .get(null);
      assertThat(OutsideContractTest.call(error, "code")).isEqualTo(12345L);
      OutsideContractTest.call(client, "close");
    }
  }
}
