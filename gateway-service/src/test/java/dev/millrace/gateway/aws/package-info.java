@NullMarked
package dev.millrace.gateway.aws;

import org.jspecify.annotations.NullMarked;
