@NullMarked
package dev.millrace.gateway.iam;

import org.jspecify.annotations.NullMarked;
