package dev.chatcontract.contract.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.contract.page.layout.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pairs the bodies of two sources, and finds the values in which a pair differs. */
final class SampleComparison {
  private final List<Difference> differences = new ArrayList<>();

  /** A value that differs between the two, or that one of them does not have. */
  record Difference(@Nullable Fact left, @Nullable Fact right) {}

  static List<Difference> of(List<Page.Sample> left, List<Page.Sample> right) {
    SampleComparison comparison = new SampleComparison();
    comparison.compare(
        left.stream().filter(Page.Sample::request).toList(),
        right.stream().filter(Page.Sample::request).toList(),
        "request");
    comparison.compare(
        left.stream().filter(s -> !s.request()).toList(),
        right.stream().filter(s -> !s.request()).toList(),
        "response");
    return comparison.differences;
  }

  private void compare(List<Page.Sample> left, List<Page.Sample> right, String side) {
    List<Page.Sample> others = new ArrayList<>(right);
    List<Page.Sample> unequal = new ArrayList<>();
    for (Page.Sample sample : left) {
      Page.Sample same =
          others.stream().filter(o -> o.value().equals(sample.value())).findFirst().orElse(null);
      if (same == null) {
        unequal.add(sample);
      } else {
        others.remove(same);
      }
    }
    for (Page.Sample sample : unequal) {
      Page.Sample near = nearest(sample, others);
      String name = name(sample, near, side, left.indexOf(sample) + 1);
      if (near == null) {
        differences.add(new Difference(whole(sample, name), null));
      } else {
        others.remove(near);
        values(sample, near, name);
      }
    }
    for (Page.Sample missing : others) {
      String name = name(missing, null, side, right.indexOf(missing) + 1);
      differences.add(new Difference(null, whole(missing, name)));
    }
  }

  private static String name(
      Page.Sample one, Page.@Nullable Sample other, String side, int number) {
    if (!one.name().isEmpty()) {
      return one.name();
    }
    return other != null && !other.name().isEmpty() ? other.name() : side + " " + number;
  }

  private static Fact whole(Page.Sample sample, String name) {
    return fact(sample, name, sample.value().toString());
  }

  static Fact fact(Page.Sample sample, String name, String value) {
    Fact.Key key = Fact.Key.of(Topic.SAMPLE, name);
    return new Fact(key, new Statement.Words(value), sample.file(), sample.line(), true, null);
  }

  private void values(Page.Sample left, Page.Sample right, String name) {
    Map<String, String> one = leaves(left.value());
    Map<String, String> two = leaves(right.value());
    Set<String> pointers = new LinkedHashSet<>(one.keySet());
    pointers.addAll(two.keySet());
    for (String pointer : pointers) {
      String a = one.get(pointer);
      String b = two.get(pointer);
      if (!Objects.equals(a, b)) {
        String at = name + " " + pointer;
        differences.add(
            new Difference(
                a == null ? null : fact(left, at, a), b == null ? null : fact(right, at, b)));
      }
    }
  }

  private static Page.@Nullable Sample nearest(Page.Sample sample, List<Page.Sample> others) {
    Map<String, String> leaves = leaves(sample.value());
    Page.Sample best = null;
    double most = 0.3;
    for (Page.Sample other : others) {
      Map<String, String> theirs = leaves(other.value());
      double score = 0;
      for (Map.Entry<String, String> leaf : leaves.entrySet()) {
        String value = theirs.get(leaf.getKey());
        score += value == null ? 0 : value.equals(leaf.getValue()) ? 1 : 0.6;
      }
      score /= Math.max(1, Math.max(leaves.size(), theirs.size()));
      if (score > most) {
        most = score;
        best = other;
      }
    }
    return best;
  }

  private static Map<String, String> leaves(JsonNode value) {
    Map<String, String> leaves = new LinkedHashMap<>();
    leaves(value, "", leaves);
    return leaves;
  }

  private static void leaves(JsonNode value, String pointer, Map<String, String> leaves) {
    if (value.isContainerNode() && !value.isEmpty()) {
      for (int i = 0; value.isArray() && i < value.size(); i++) {
        leaves(value.get(i), pointer + "/" + i, leaves);
      }
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        leaves(member.getValue(), pointer + "/" + member.getKey(), leaves);
      }
    } else {
      leaves.put(pointer, value.toString());
    }
  }
}
