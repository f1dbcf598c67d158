/**
 * The OpenAPI Generator back end: turns the contract into views and lays them out with Velocity;
 * may not import the lint, bundle or diff packages.
 */
@NullMarked
package dev.chatcontract.codegen;

import org.jspecify.annotations.NullMarked;
