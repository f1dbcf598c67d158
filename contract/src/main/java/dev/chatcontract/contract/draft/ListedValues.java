package dev.chatcontract.contract.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Drafts the values that a page lists: known values, the bits of a set, or the only ones allowed.
 */
final class ListedValues {
  private static final String MEANING = "A value that the page names.";
  private static final Pattern BITS_BY_NAME = Pattern.compile("(?i).*(?:bits|bit_?map|bit_?mask)");
  private static final Pattern BITS_BY_WORD =
      Pattern.compile("(?i)按位|比特|位[标掩]|\\bbit(?:s|wise|mask|map)?\\b|第\\s*\\d+\\s*位");
  private static final Pattern BIT =
      Pattern.compile("(?i)第\\s*(\\d{1,2})\\s*(?:位|个?\\s?bit)|\\bbit\\s?(\\d{1,2})\\b");
  private static final Pattern ONLY = Pattern.compile("(?i)(?:仅|只)(?:支持|能|可|允许|有)|\\bonly\\b");
  private static final int HIGHEST_BIT = 62;

  private ListedValues() {}

  /** Returns whether the page says that no other values are accepted. */
  static boolean areTheOnlyOnes(Member member) {
    return !member.values.isEmpty() && ONLY.matcher(member.text).find();
  }

  /** Adds the listed values, and returns a question that the page leaves open, or null. */
  static @Nullable String add(ObjectNode property, Member member, String type) {
    Set<Integer> bits = type.equals("integer") ? bits(member) : Set.of();
    if (!bits.isEmpty()) {
      ArrayNode set = property.putArray("x-bits");
      for (int bit : bits) {
        set.addObject()
            .put("bit", bit)
            .put("name", "BIT_" + bit)
            .put("meaning", "A bit that the page names.");
      }
      return null;
    }
    List<String> values =
        member.values.stream()
            .filter(v -> type.equals("string") || (type.equals("integer") && v.matches("\\d+")))
            .distinct()
            .toList();
    if (values.isEmpty()) {
      return null;
    }
    ArrayNode known = property.putArray("x-extensible-enum");
    for (String value : values) {
      ObjectNode row = known.addObject();
      if (type.equals("integer")) {
        row.put("value", Long.parseLong(value)).put("name", "VALUE_" + value);
      } else {
        row.put("value", value);
      }
      row.put("meaning", MEANING);
    }
    boolean several =
        values.containsAll(List.of("1", "2", "4")) && values.stream().allMatch(ListedValues::isBit);
    return several && type.equals("integer")
        ? "Can one number combine several of the values of " + member.name + ", as bits (x-bits)?"
        : null;
  }

  /** Returns the bits that the page lists by position or by value. */
  private static Set<Integer> bits(Member member) {
    Set<Integer> bits = new TreeSet<>();
    Matcher places = BIT.matcher(member.text);
    while (places.find()) {
      int bit = Integer.parseInt(places.group(1) != null ? places.group(1) : places.group(2));
      if (bit <= HIGHEST_BIT) {
        bits.add(bit);
      }
    }
    boolean said =
        BITS_BY_NAME.matcher(member.name).matches() || BITS_BY_WORD.matcher(member.text).find();
    if (bits.isEmpty() && said && member.values.stream().allMatch(ListedValues::isBit)) {
      for (String value : member.values) {
        if (!value.equals("0")) {
          bits.add(Long.numberOfTrailingZeros(Long.parseLong(value)));
        }
      }
    }
    return bits;
  }

  private static boolean isBit(String value) {
    return value.matches("\\d{1,18}") && Long.bitCount(Long.parseLong(value)) <= 1;
  }
}
