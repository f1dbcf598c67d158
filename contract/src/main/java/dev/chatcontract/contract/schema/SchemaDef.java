package dev.chatcontract.contract.schema;

import dev.chatcontract.contract.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named schema.
 *
 * @param value what a value of it may be; for an object, only type, description and the like
 * @param properties of an object, in file order
 * @param open whether an object may have members the contract does not know
 */
public record SchemaDef(
    String name, ValueDef value, List<PropertyDef> properties, boolean open, Place at) {

  public String description() {
    return value.description();
  }

  public boolean isObject() {
    return value.type().equals("object");
  }

  /** The member of that wire name, or null. */
  public @Nullable PropertyDef property(String wireName) {
    for (PropertyDef property : properties) {
      if (property.name().equals(wireName)) {
        return property;
      }
    }
    return null;
  }

  /** Names of the members every object has. */
  public List<String> required() {
    return properties.stream().filter(PropertyDef::required).map(PropertyDef::name).toList();
  }

  /** Names of the members every successful response has besides the required ones. */
  public List<String> requiredOnSuccess() {
    return properties.stream()
        .filter(PropertyDef::requiredOnSuccess)
        .map(PropertyDef::name)
        .toList();
  }
}
