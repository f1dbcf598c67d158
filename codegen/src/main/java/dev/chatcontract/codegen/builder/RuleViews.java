package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.RuleView;
import dev.chatcontract.codegen.view.TypeView;
import dev.chatcontract.contract.schema.LimitWhen;
import dev.chatcontract.contract.schema.Severity;
import dev.chatcontract.contract.schema.ValueDef;
import java.util.List;

/** Builder of the views of the rules for values of a request. */
final class RuleViews {
  private final TypeViews types;

  RuleViews(TypeViews types) {
    this.types = types;
  }

  /**
   * Returns the rule of a member, without its further limits, which depend on neighbouring members.
   */
  RuleView of(ValueDef value) {
    return of(value, List.of());
  }

  /**
   * Returns the rule of an element or of a map's value. It has no neighbours, so its further limits
   * are part of the rule.
   */
  RuleView ofEntry(ValueDef value) {
    return of(value, further(value));
  }

  private RuleView of(ValueDef value, List<FieldView.Further> also) {
    TypeView type = types.of(value);
    ValueDef inner = value.items() == null ? value.values() : value.items();
    RuleView each = null;
    if (inner != null && type.kind() != TypeView.Kind.RECORD) {
      RuleView demanded = ofEntry(inner);
      each = demanded.demands() ? demanded : null;
    }
    return new RuleView(
        type,
        value.nullable(),
        value.limits(),
        value.uniqueItems(),
        value.enumeration(),
        value.rejectedValues(),
        each,
        type.kind() == TypeView.Kind.OBJECT,
        also,
        null);
  }

  /** Returns the limits that apply in addition to the plain ones. */
  List<FieldView.Further> further(ValueDef value) {
    return value.limitsWhen().stream().map(further -> further(value, further)).toList();
  }

  private FieldView.Further further(ValueDef value, LimitWhen further) {
    RuleView rule =
        new RuleView(
            types.of(value),
            false,
            further.limits(),
            false,
            List.of(),
            List.of(),
            null,
            false,
            List.of(),
            null);
    Severity severity = further.severity();
    return new FieldView.Further(
        further.when(), rule, severity == null ? Severity.ERROR : severity);
  }
}
