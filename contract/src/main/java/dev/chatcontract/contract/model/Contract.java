package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SchemaDef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked and typed contract. Immutable and safe to share between threads.
 *
 * @param envelope null if responses have none
 * @param regions the regions in the order of the root servers
 * @param auth the query parameters of signed requests, in order
 * @param operations the operations in the order of the paths
 * @param schemas the named schemas, in the order of names
 * @param commonErrors the codes that any operation may return
 * @param errorRanges the meaning of codes that are not listed; ranges do not overlap
 * @param collections the collections that a simulated server stores, in the order of the list
 * @param samples the samples by component name, including those that no operation uses
 * @param pageDates dates of the last change of the sources in {@code x-sources}, by id, as exact as
 *     known
 * @param sources the files read, relative to the contract's directory, the root file first
 */
public record Contract(
    InfoDef info,
    @Nullable EnvelopeDef envelope,
    List<TagDef> tags,
    List<RegionDef> regions,
    List<AuthParameterDef> auth,
    List<OperationDef> operations,
    Map<String, SchemaDef> schemas,
    List<ErrorDef> commonErrors,
    List<ErrorRangeDef> errorRanges,
    Map<String, CollectionDef> collections,
    Map<String, SampleDef> samples,
    Map<String, String> pageDates,
    List<String> sources) {

  /** Returns the operation with this name, or null. */
  public @Nullable OperationDef operation(String name) {
    for (OperationDef operation : operations) {
      if (operation.name().equals(name)) {
        return operation;
      }
    }
    return null;
  }

  /** Returns the schema with this name, or null. */
  public @Nullable SchemaDef schema(String name) {
    return schemas.get(name);
  }

  /** Returns the region with this id, or null. */
  public @Nullable RegionDef region(String id) {
    for (RegionDef region : regions) {
      if (region.id().equals(id)) {
        return region;
      }
    }
    return null;
  }

  /** Returns the operation's entry for the code, otherwise the common one, or null. */
  public @Nullable ErrorDef error(OperationDef operation, int code) {
    ErrorDef own = operation.error(code);
    if (own != null) {
      return own;
    }
    for (ErrorDef common : commonErrors) {
      if (common.code() == code) {
        return common;
      }
    }
    return null;
  }
}
