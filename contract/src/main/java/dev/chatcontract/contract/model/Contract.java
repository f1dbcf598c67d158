package dev.chatcontract.contract.model;

import dev.chatcontract.contract.schema.SchemaDef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the contract says, checked and typed. Immutable and safe to share between threads.
 *
 * @param envelope null if responses have none
 * @param regions in the order of the root servers
 * @param auth all query parameters that go with signed requests, in order
 * @param operations in the order of the paths
 * @param schemas by name, in order of name
 * @param commonErrors codes that any operation may answer with
 * @param errorRanges what codes without a list entry are about; no two overlap
 * @param collections what a simulated server remembers, in the order of the list
 * @param samples by component name, the ones no operation uses included
 * @param pageDates when the sources of {@code x-sources} were changed, by id, as exact as is known
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

  /** The operation of that name, or null. */
  public @Nullable OperationDef operation(String name) {
    for (OperationDef operation : operations) {
      if (operation.name().equals(name)) {
        return operation;
      }
    }
    return null;
  }

  /** The schema of that name, or null. */
  public @Nullable SchemaDef schema(String name) {
    return schemas.get(name);
  }

  /** The region of that id, or null. */
  public @Nullable RegionDef region(String id) {
    for (RegionDef region : regions) {
      if (region.id().equals(id)) {
        return region;
      }
    }
    return null;
  }

  /** What the code means for the operation: its own entry first, then the common one, or null. */
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
