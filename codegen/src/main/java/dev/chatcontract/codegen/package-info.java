/**
 * The OpenAPI Generator back end: what OpenAPI Generator finds as services. Has the views built and
 * lays them out with Velocity; may not import the lint, bundle or diff packages.
 */
@NullMarked
package dev.chatcontract.codegen;

import org.jspecify.annotations.NullMarked;
