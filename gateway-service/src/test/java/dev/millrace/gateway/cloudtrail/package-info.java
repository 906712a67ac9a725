@NullMarked
package dev.millrace.gateway.cloudtrail;

import org.jspecify.annotations.NullMarked;
