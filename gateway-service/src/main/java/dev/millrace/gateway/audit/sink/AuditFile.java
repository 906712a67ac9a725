package dev.millrace.gateway.audit.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events as lines of JSON into a file that is replaced when it is large or old. */
public final class AuditFile implements AuditSink {
    private static final Logger log = LoggerFactory.getLogger(AuditFile.class);

    private final RotatingFile file;

    public AuditFile(RotatingFile file) {
        this.file = file;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public void write(List<RecordedEvent> events) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (RecordedEvent event : events) {
            lines.write(event.json());
            lines.write('\n');
        }
        file.append(ByteBuffer.wrap(lines.toByteArray()));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            log.warn("The audit file was not closed well: {}", e.toString());
        }
    }
}
