/** The account's limits and settings. */
@NullMarked
package dev.millrace.gateway.rest.account;

import org.jspecify.annotations.NullMarked;
