package dev.chatcontract.contract.reader;

import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.source.Node;
import dev.chatcontract.contract.source.Place;
import dev.chatcontract.contract.source.Problems;
import dev.chatcontract.contract.source.Spelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the hosts that serve the API. */
final class RegionReader {
  private static final int MAX_PORT = 65_535;

  private final Fields fields;
  private final Problems problems;

  RegionReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  List<RegionDef> regions(Node root) {
    List<RegionDef> regions = new ArrayList<>();
    Map<String, Place> ids = new HashMap<>();
    for (Node server : fields.objects(root, "servers")) {
      Node region = fields.object(server, "x-region");
      String url = fields.text(server, "url");
      checkUrl(server, url);
      if (region == null) {
        problems.add(
            "missing",
            server.at(),
            "the server " + url + " has no x-region",
            "add x-region: {id: ..., name: ...}");
        continue;
      }
      String id = fields.text(region, "id");
      if (!ErrorReader.UPPER_SNAKE.matcher(id).matches() && !id.isEmpty()) {
        problems.add(
            "name",
            region.at(),
            "the region id " + id + " is not in upper snake case",
            "write it like SOUTH_EAST");
      }
      Place first = ids.putIfAbsent(id, region.at());
      if (first != null) {
        problems.add(
            "duplicate-region",
            region.at(),
            "the region id " + id + " is taken on line " + first.line(),
            "give each server its own id");
      }
      regions.add(
          new RegionDef(
              id,
              fields.text(region, "name"),
              url.replaceFirst("/+$", ""),
              fields.textOr(server, "description", "").strip(),
              fields.source(region, "source"),
              server.at()));
    }
    return List.copyOf(regions);
  }

  private void checkUrl(Node server, String url) {
    Node at = server.get("url");
    if (at == null || url.isEmpty()) {
      return;
    }
    String why = refusal(server, url);
    if (why != null) {
      problems.add(
          "server-url",
          at.at(),
          "the server " + url + " " + why,
          "write scheme, host and, if need be, a path: https://api.example");
    }
  }

  private static @Nullable String refusal(Node server, String url) {
    if (url.contains("{") || server.get("variables") != null) {
      return "is a template";
    }
    try {
      URI uri = new URI(url);
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!http || uri.getHost() == null) {
        return "does not name an http or https host";
      }
      if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
        return "has no port that exists";
      }
      if (uri.getRawUserInfo() != null) {
        return "carries a user";
      }
      return uri.getRawQuery() != null || uri.getRawFragment() != null
          ? "carries a query or a fragment"
          : null;
    } catch (URISyntaxException e) {
      return "is not a URL";
    }
  }

  /** Rejects servers below the root, because every client takes its host from the region. */
  void refuseServers(Node item, Node operation) {
    for (Node holder : List.of(item, operation)) {
      Node servers = holder.get("servers");
      if (servers != null) {
        problems.add(
            "operation-servers",
            servers.at(),
            "servers below the root make stock clients ignore the base URL they were given",
            "list the hosts at the root and name them in x-documented-regions");
      }
    }
  }

  void checkNames(OperationDef operation, Node node, List<RegionDef> regions) {
    List<String> ids = regions.stream().map(RegionDef::id).toList();
    for (Node region : fields.list(node, "x-documented-regions")) {
      String id = String.valueOf(region.text());
      if (!ids.contains(id)) {
        problems.add(
            "unknown-region",
            region.at(),
            operation.name() + " names the region " + id + ", which no server has",
            Spelling.advice(id, ids));
      }
    }
  }
}
