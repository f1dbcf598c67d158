package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.model.GroupTypeDef;
import dev.chatcontract.contract.model.IdempotencyDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RateLimitDef;
import dev.chatcontract.contract.schema.AppliesWhen;
import dev.chatcontract.contract.schema.KindsDef;
import dev.chatcontract.contract.schema.KnownValue;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.RejectedValue;
import dev.chatcontract.contract.schema.SourceDef;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the contract's machine-readable facts into sentences for Javadoc. */
public final class Facts {
  private Facts() {}

  /** Returns what a reader must know about a member beyond its description; begins with a space. */
  public static String of(PropertyDef property, boolean request) {
    List<String> facts = new ArrayList<>();
    if (property.required() && request) {
      facts.add("Required.");
    } else if (property.requiredOnSuccess()) {
      facts.add("Always there on success.");
    }
    ValueDef value = property.value();
    limits(value.limits(), facts);
    // Descriptions usually word the same fact better.
    facts.removeIf(fact -> said(property.description(), fact));
    ValueDef items = value.items();
    if (items != null && !items.limits().equals(Limits.NONE)) {
      List<String> each = new ArrayList<>();
      limits(items.limits(), each);
      facts.add("Each: " + String.join(" ", each));
    }
    if (property.ref() == null && !property.knownValues().isEmpty()) {
      facts.add(
          property.knownValues().stream()
              .map(Facts::known)
              .collect(Collectors.joining("; ", "Documented values: ", ".")));
    }
    KindsDef kinds = value.kinds();
    if (kinds != null) {
      facts.add(
          kinds.kinds().stream()
              .map(kind -> kind.value() + " (" + kind.ref() + ")")
              .collect(
                  Collectors.joining(", ", "Its members depend on `" + kinds.by() + "`: ", ".")));
    }
    AppliesWhen applies = property.appliesWhen();
    if (applies != null) {
      facts.add("Only if " + applies.when() + ".");
    }
    for (RejectedValue rejected : property.rejectedValues()) {
      facts.add("Not `" + rejected.value().asText() + "`: " + rejected.reason());
    }
    if (property.sensitive()) {
      facts.add("Never logged.");
    }
    return facts.isEmpty() ? "" : " " + String.join(" ", facts);
  }

  private static boolean said(String description, String fact) {
    return description
        .replaceAll("(?<=\\d),(?=\\d)", "")
        .toLowerCase(Locale.ROOT)
        .contains(fact.toLowerCase(Locale.ROOT).replaceFirst("(?: elements)?\\.$", ""));
  }

  private static String known(KnownValue known) {
    return known.value().asText() + " (" + known.meaning().replaceFirst("\\.$", "") + ")";
  }

  private static void limits(Limits limits, List<String> facts) {
    if (limits.maxBytes() != null) {
      facts.add("At most " + limits.maxBytes() + " bytes of UTF-8.");
    }
    if (limits.maxTotalBytes() != null) {
      facts.add("At most " + limits.maxTotalBytes() + " bytes of UTF-8 in all texts together.");
    }
    range("characters", limits.minLength(), limits.maxLength(), facts);
    range("elements", limits.minItems(), limits.maxItems(), facts);
    range("", limits.minimum(), limits.maximum(), facts);
  }

  private static void range(
      String unit, @Nullable Object min, @Nullable Object max, List<String> facts) {
    String of = unit.isEmpty() ? "" : " " + unit;
    if (min != null && max != null) {
      facts.add(min + " to " + max + of + ".");
    } else if (max != null) {
      facts.add("At most " + max + of + ".");
    } else if (min != null) {
      facts.add("At least " + min + of + ".");
    }
  }

  /** Returns the rate limit, safety of repeating, group types and source of an operation. */
  public static String of(OperationDef operation) {
    List<String> facts = new ArrayList<>();
    RateLimitDef rate = operation.rateLimit();
    if (rate == null) {
      facts.add("No rate limit is known.");
    } else {
      RateLimitDef.PerKey each = rate.perKey();
      facts.add(
          "At most "
              + rate(rate.calls(), rate.perSeconds())
              + (each == null
                  ? ""
                  : ", and " + rate(each.calls(), each.perSeconds()) + " for each " + each.member())
              + ".");
    }
    IdempotencyDef idempotency = operation.idempotency();
    if (idempotency == null) {
      facts.add("Never repeated automatically after the service may have acted.");
    } else if (idempotency.always()) {
      facts.add("Repeating it is harmless.");
    } else {
      facts.add(
          "Repeated automatically only if the request has "
              + String.join(" and ", idempotency.present())
              + ".");
    }
    String refused =
        operation.groupTypes().stream()
            .filter(t -> !t.supported())
            .map(GroupTypeDef::type)
            .collect(Collectors.joining(", "));
    if (!refused.isEmpty()) {
      facts.add("Not for groups of type " + refused + ".");
    }
    if (operation.source() != null) {
      facts.add("Source: " + source(operation.source()) + ".");
    }
    return String.join(" ", facts);
  }

  private static String rate(int calls, int seconds) {
    return calls
        + (calls == 1 ? " call" : " calls")
        + (seconds == 1 ? " a second" : " in " + seconds + " seconds");
  }

  /** Returns, for example, {@code seed page S1, 2023-03-20}. */
  public static String source(SourceDef source) {
    StringBuilder text = new StringBuilder(source.kind().wire());
    if (source.page() != null) {
      text.append(" page ").append(source.page());
    }
    if (source.date() != null) {
      text.append(", ").append(source.date());
    }
    return text.toString();
  }
}
