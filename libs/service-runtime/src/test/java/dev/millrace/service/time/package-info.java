@NullMarked
package dev.millrace.service.time;

import org.jspecify.annotations.NullMarked;
