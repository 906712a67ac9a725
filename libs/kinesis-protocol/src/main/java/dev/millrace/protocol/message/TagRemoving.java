package dev.millrace.protocol.message;

import java.util.List;

/** A request that removes tags: conditions of policies ask for their keys. */
public interface TagRemoving {
    List<String> tagKeys();
}
