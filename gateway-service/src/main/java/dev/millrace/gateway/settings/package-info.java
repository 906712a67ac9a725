/** Every setting of the gateway, typed. */
@NullMarked
package dev.millrace.gateway.settings;

import org.jspecify.annotations.NullMarked;
