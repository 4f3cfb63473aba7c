# Rscript fetch.R ADDRESS: prints the AI and Data table, with base R.
address <- paste0(commandArgs(trailingOnly = TRUE)[1], "/api/v1/releases/latest/sectors/ai-and-data/clusters.csv")
index <- read.csv(address, encoding = "UTF-8")
print(data.frame(rank = index$rank, percentage = sprintf("%.1f", index$percentage), cluster = index$cluster))
