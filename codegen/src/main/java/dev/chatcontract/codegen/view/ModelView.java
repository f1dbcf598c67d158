package dev.chatcontract.codegen.view;

import dev.chatcontract.contract.schema.SchemaDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the model package.
 *
 * @param doc its description and source
 * @param fields in the order of the contract
 * @param request whether it is a request or part of one, and so validates itself
 * @param additional the type and rule of members that the contract does not name, or null
 * @param kinds the kinds of the objects that are held as trees
 * @param hidden wire names of its secrets, at any depth
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
  /** Members that the contract does not name individually. */
  public record Additional(TypeView type, RuleView rule) {}

  /** Returns the classes that belong to it. */
  public List<CompanionView> companions() {
    List<CompanionView> companions = new ArrayList<>();
    companions.add(new CompanionView(CompanionView.Kind.JSON, this));
    companions.add(new CompanionView(CompanionView.Kind.FIELDS, this));
    if (request) {
      companions.add(new CompanionView(CompanionView.Kind.RULES, this));
    }
    return companions;
  }

  /** Returns the members that every value has. */
  public List<FieldView> required() {
    return fields.stream().filter(FieldView::required).toList();
  }

  /** Returns the wire names of the secret members, which logs must not show. */
  public List<String> sensitive() {
    return fields.stream().filter(FieldView::sensitive).map(FieldView::wire).toList();
  }

  /** Returns one mask per 64 members; the last may have fewer. */
  public List<MaskView> masks() {
    List<MaskView> masks = new ArrayList<>();
    for (int from = 0; from < fields.size(); from += Long.SIZE) {
      int to = Math.min(from + Long.SIZE, fields.size());
      masks.add(MaskView.of(masks.size(), fields.subList(from, to)));
    }
    return masks;
  }

  /** Returns the name of the builder method that skips checks; a response has no other. */
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
