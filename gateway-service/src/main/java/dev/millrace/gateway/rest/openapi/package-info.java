/** The OpenAPI document, {@code /v1/openapi.json}, beyond what the resources themselves say. */
@NullMarked
package dev.millrace.gateway.rest.openapi;

import org.jspecify.annotations.NullMarked;
