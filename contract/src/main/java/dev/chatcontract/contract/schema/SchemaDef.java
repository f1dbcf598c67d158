package dev.chatcontract.contract.schema;

import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named schema.
 *
 * @param value the definition of its values; for an object, only type, description and the like
 * @param properties the members of an object, in file order
 * @param open whether an object may have members that are not in the contract
 */
public record SchemaDef(
    String name, ValueDef value, List<PropertyDef> properties, boolean open, Place at) {

  public String description() {
    return value.description();
  }

  public boolean isObject() {
    return value.type().equals("object");
  }

  /** Returns the member with this wire name, or null. */
  public @Nullable PropertyDef property(String wireName) {
    for (PropertyDef property : properties) {
      if (property.name().equals(wireName)) {
        return property;
      }
    }
    return null;
  }

  /** Returns the names of the members that every object has. */
  public List<String> required() {
    return properties.stream().filter(PropertyDef::required).map(PropertyDef::name).toList();
  }

  /**
   * Returns the names of the members that every successful response has in addition to the required
   * ones.
   */
  public List<String> requiredOnSuccess() {
    return properties.stream()
        .filter(PropertyDef::requiredOnSuccess)
        .map(PropertyDef::name)
        .toList();
  }
}
