package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the model package.
 *
 * @param doc what it is, and where the contract has it from
 * @param fields in the order of the contract
 * @param request whether it is, or is part of, a request and so validates itself
 * @param additional what other members than the named ones have to be, or null
 * @param kinds what the objects held as trees may be
 * @param hidden wire names of the secrets in it, at any depth
 */
public record ModelView(
    String className,
    SchemaDef schema,
    String doc,
    List<FieldView> fields,
    boolean request,
    @Nullable Additional additional,
    List<KindView> kinds,
    List<String> hidden)
    implements UnitView {
  /** Members that the contract does not name one by one. */
  public record Additional(TypeView type, RuleView rule) {}

  /** The classes beside it. */
  public List<CompanionView> companions() {
    List<CompanionView> companions = new ArrayList<>();
    companions.add(new CompanionView(CompanionView.Kind.JSON, this));
    companions.add(new CompanionView(CompanionView.Kind.FIELDS, this));
    if (request) {
      companions.add(new CompanionView(CompanionView.Kind.RULES, this));
    }
    return companions;
  }

  /** Members that every value has. */
  public List<FieldView> required() {
    return fields.stream().filter(FieldView::required).toList();
  }

  /** Wire names of the members of which a secret must not show in logs. */
  public List<String> sensitive() {
    return fields.stream().filter(FieldView::sensitive).map(FieldView::wire).toList();
  }

  /** One mask of 64 bits for each started 64 members. */
  public List<MaskView> masks() {
    List<MaskView> masks = new ArrayList<>();
    for (int from = 0; from < fields.size(); from += Long.SIZE) {
      int to = Math.min(from + Long.SIZE, fields.size());
      masks.add(MaskView.of(masks.size(), fields.subList(from, to)));
    }
    return masks;
  }

  /** The builder method that builds without a check: the only one of a response. */
  public String unchecked() {
    return request ? "buildUnchecked" : "build";
  }

  @Override
  public String template() {
    return "record.vm";
  }

  @Override
  public Home home() {
    return Home.MODEL;
  }
}
