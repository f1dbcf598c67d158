package dev.chatcontract.codegen.builder;

import dev.chatcontract.codegen.syntax.JavaNames;
import dev.chatcontract.codegen.view.ErrorCatalogueView;
import dev.chatcontract.codegen.view.ErrorCodeView;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ErrorRangeDef;
import dev.chatcontract.contract.model.OperationDef;
import java.util.ArrayList;
import java.util.List;

/** Builder of the views of error catalogues. */
final class ErrorViews {
  private ErrorViews() {}

  /** Returns the codes that any operation may answer with. */
  static ErrorCatalogueView common(Contract contract) {
    return catalogue("CommonErrors", "", contract.commonErrors(), contract.errorRanges());
  }

  /** Returns an operation's own codes. */
  static ErrorCatalogueView of(OperationDef operation, String className) {
    return catalogue(className, operation.name(), operation.errors(), List.of());
  }

  private static ErrorCatalogueView catalogue(
      String className, String operation, List<ErrorDef> errors, List<ErrorRangeDef> ranges) {
    JavaNames constants = new JavaNames(Names.RESERVED_CONSTANTS, "_");
    List<ErrorCodeView> codes = new ArrayList<>();
    for (ErrorDef error : errors) {
      codes.add(new ErrorCodeView(constants.constant(error.name()), error));
    }
    return new ErrorCatalogueView(className, operation, codes, ranges);
  }
}
