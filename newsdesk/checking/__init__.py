"""Rules beside what a build finds: language, pages, privacy. A build reads what is written; these ask whether it is meant so."""
