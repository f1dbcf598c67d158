/**
 * The OpenAPI Generator back end: the services that OpenAPI Generator finds. It requests the views
 * and renders them with Velocity; it may not import the lint, bundle or diff packages.
 */
@NullMarked
package dev.chatcontract.codegen;

import org.jspecify.annotations.NullMarked;
