"""Work that outlives a request: rows written in the commit that asks for it, run by workers."""

from agrimarket.kit.jobs.models import Job, JobState
from agrimarket.kit.jobs.queue import Handler, JobContext, enqueue, job_of, set_progress
from agrimarket.kit.jobs.worker import run_due, work_forever

__all__ = [
    "Handler",
    "Job",
    "JobContext",
    "JobState",
    "enqueue",
    "job_of",
    "run_due",
    "set_progress",
    "work_forever",
]
