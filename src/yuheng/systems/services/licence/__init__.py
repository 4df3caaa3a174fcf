"""Administrative licences (行政许可): a register with what a public record of a licence holds."""
